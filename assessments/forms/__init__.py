"""What a person may send, with errors that say what to do."""
