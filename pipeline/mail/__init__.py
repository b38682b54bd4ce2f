"""The Monday e-mail: who gets it, what it says, and its way to them, each mail once."""
