"""The stages that turn public posts into broken touchpoints, and everything that touches the outside world."""
