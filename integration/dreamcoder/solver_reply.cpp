#include "integration/dreamcoder/solver_reply.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "integration/dreamcoder/message_fields.hpp"
#include "support/json/json_input.hpp"

namespace rasp_stitch::dreamcoder {

std::string solver_reply(const SolverRequest& request, const enumerator::TaskSearchResult& result) {
    Json reply = {{field::number_enumerated, result.programs}};
    for (std::size_t task = 0; task < request.tasks.size(); ++task) {
        Json solutions = Json::array();
        for (const enumerator::Solution& solution : result.solutions[task]) {
            const enumerator::FrontierProgram& program = solution.program;
            solutions.push_back({{field::program, enumerator::print_expression(
                                                      request.language.terms, program.term)},
                                 {field::time, solution.seconds},
                                 {field::log_likelihood, 0.0},
                                 {field::log_prior, program.log_prior}});
        }
        reply[request.tasks[task].name] = std::move(solutions);
    }
    return reply.dump() + '\n';
}

} // namespace rasp_stitch::dreamcoder
