"""What differs between two data packages, and the version bump that it asks for."""
