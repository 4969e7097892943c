#pragma once

// The names of the options behind the settings of the libraries, which know no command line.
//
//     const Compression compression =
//         with_options_named([&] { return compress(corpus, settings); });
//     summary(corpus, compression, penalty, types, option_names);

#include "compressor/output/setting_names.hpp"
#include "support/text/input_error.hpp"

namespace rasp_stitch::compressor {

inline constexpr SettingNames option_names{.max_arity = "--max-arity",
                                           .allow_single_task = "--allow-single-task",
                                           .allow_constant_arguments = "--allow-constant-arguments",
                                           .forms = "--eta-long, --no-curried-metavars, "
                                                    "--no-curried-bodies",
                                           .full_result = "the JSON of --out"};

// Returns the error with the options that mend it in the message, if its code is known
// (compressor/corpus/problem_codes.hpp).
InputError naming_options(const InputError& error);

// Returns what `make` returns, and names options in the InputError that it throws.
template <class Make>
auto with_options_named(Make&& make) {
    try {
        return make();
    } catch (const InputError& error) {
        throw naming_options(error);
    }
}

} // namespace rasp_stitch::compressor
