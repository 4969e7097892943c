#include "integration/dreamcoder/solver_reply.hpp"

#include "integration/dreamcoder/message_fields.hpp"
#include "support/json/json_input.hpp"

namespace rasp_stitch::dreamcoder {

std::string solver_reply(const SolverRequest& request, const enumerator::TaskSearchResult& result) {
    Json reply = {{field::number_enumerated, result.programs}};
    for (std::size_t task = 0; task < request.tasks.size(); ++task) {
        Json solutions = Json::array();
        for (const enumerator::Solution& solution : result.solutions[task]) {
            solutions.push_back({{field::program, solution.program},
                                 {field::time, solution.seconds},
                                 {field::log_likelihood, 0.0},
                                 {field::log_prior, solution.log_prior}});
        }
        reply[request.tasks[task].name] = std::move(solutions);
    }
    return reply.dump() + '\n';
}

} // namespace rasp_stitch::dreamcoder
