"""Training of the small linear head from sentences written for it; needs the extra `dev` (scikit-learn)."""
