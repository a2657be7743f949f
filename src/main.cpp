#include "commands/commands.h"

int main(int argc, char** argv) { return till::run_command_line(argc, argv); }
