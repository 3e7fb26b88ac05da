"""What can be asked: results, satisfaction, meetings, history; all of it can be dropped and replayed."""
