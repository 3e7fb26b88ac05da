#!/bin/sh
# Run once by the database's image when it makes the database: the accounts of service, backup and signer, each of which can become
# its own role and nothing else. The tables and rights are made by the owner: minsheng migrate.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=service="$(cat /run/secrets/service)" \
  --set=backup="$(cat /run/secrets/backup)" \
  --set=signer="$(cat /run/secrets/signer)" <<'SQL'
CREATE ROLE minsheng_service NOLOGIN;
CREATE ROLE minsheng_backup NOLOGIN;
CREATE ROLE minsheng_signer NOLOGIN;
CREATE ROLE fuwu LOGIN PASSWORD :'service' IN ROLE minsheng_service;
CREATE ROLE beifen LOGIN PASSWORD :'backup' IN ROLE minsheng_backup;
CREATE ROLE qianming LOGIN PASSWORD :'signer' IN ROLE minsheng_signer;
SQL
