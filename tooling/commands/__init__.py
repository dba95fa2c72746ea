"""The commands: `main(arguments)` of the file with the command's name runs it."""
