"""What people decide about topics and complaints: kept for ever, obeyed by every model, undone by one call."""
