"""What people see: pages that load, choose, compute and draw."""
