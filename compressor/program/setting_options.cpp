#include "compressor/program/setting_options.hpp"

#include "compressor/corpus/problem_codes.hpp"

#include <utility>

namespace rasp_stitch::compressor {

InputError naming_options(const InputError& error) {
    InputProblem problem = error.problem();
    if (problem.code == problem::corpus_too_large) {
        problem.expected = "smaller costs (--cost-...), fewer digits in --structure-penalty or in "
                           "--weights, or fewer or shallower programs";
    } else if (problem.code == problem::name_in_use) {
        problem.expected += " (--rename)";
    } else if (problem.code == problem::name_has_cost) {
        problem.expected = "costs of primitives; the name of an abstraction costs what "
                           "--cost-prim-default says";
        problem.source = "--cost-prim";
    }
    return InputError(std::move(problem));
}

} // namespace rasp_stitch::compressor
