"""One function per thing a person does; decisions go through the journal."""
