"""Which ways lead in and out: HTTP, CLI, worker; the only place that knows the web, the clock and the environment."""
