#!/bin/sh
# Run once by the database's image when it makes the database: the account of the signer, which may only read the log.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=word="$(cat /run/secrets/signer)" <<'SQL'
CREATE ROLE minsheng_signer NOLOGIN;
CREATE ROLE qianming LOGIN PASSWORD :'word' IN ROLE minsheng_signer;
SQL
