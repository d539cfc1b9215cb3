"""Training of the small linear heads from sentences written for them; needs the extra `dev` (scikit-learn)."""
