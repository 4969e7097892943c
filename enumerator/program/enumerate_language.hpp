#pragma once

// Makes the language that the options of rasp-enumerate describe.

#include "enumerator/grammar/language.hpp"
#include "enumerator/program/enumerate_options.hpp"

namespace rasp_stitch::enumerator {

// Throws InputError with the file or the option that is at fault. Warns on standard error as
// read_library_productions does.
Language read_language(const EnumerateOptions& options);

} // namespace rasp_stitch::enumerator
