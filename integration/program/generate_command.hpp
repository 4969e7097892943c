#pragma once

// rasp-dream generate: new examples for the tasks of a corpus.
//
//     return generate(argc - 1, argv + 1); // argv[1] is "generate"

namespace rasp_stitch::loop {

// The words after the first, which is not looked at, are options and arguments. The exit code;
// throws InputError.
int generate(int argc, const char* const* argv);

} // namespace rasp_stitch::loop
