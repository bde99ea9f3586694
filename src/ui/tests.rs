//! Whole screens, named by situation.
