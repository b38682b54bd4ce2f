"""Where posts come from: one small file a source."""
