"""The service over HTTP: thin routes, problem documents, server-sent events, the doors and the locks."""
