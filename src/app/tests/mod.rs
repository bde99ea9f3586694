//! Messages in, effects and state out: no terminal, no file, no clock.
