"""The steps that bring a store of any released version to this one."""
