"""What can be asked of the ledger: results, satisfaction, meeting board, history; all of it can be dropped and replayed."""
