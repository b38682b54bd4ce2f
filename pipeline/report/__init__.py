"""What was reported for a week: facts of the store, frozen. Wording is the mail's."""
