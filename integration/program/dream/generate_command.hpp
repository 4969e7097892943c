#pragma once

// rasp-dream generate: makes new examples for the tasks of a corpus.
//
//     return generate(argc - 1, argv + 1); // argv[1] is "generate"

namespace rasp_stitch::loop {

// The first word is ignored; the others are options and arguments. Returns the exit code. Throws
// InputError.
int generate(int argc, const char* const* argv);

} // namespace rasp_stitch::loop
