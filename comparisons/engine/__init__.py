"""Pure computations on frozen values: no database, no clock, no network, no Django."""
