#include "compressor/program/stitch_arguments.hpp"

namespace rasp_stitch::compressor {

namespace {

OutputJson follow_types(const CompressOptions& parsed) {
    if (parsed.compression.follow_symbols.empty()) {
        return nullptr;
    }
    OutputJson types = OutputJson::array();
    for (const bool takes_symbols : parsed.compression.follow_symbols) {
        types.push_back(takes_symbols ? "Symvar" : "Metavar");
    }
    return types;
}

} // namespace

OutputJson stitch_arguments(const CompressOptions& parsed, const CostTexts& cost_texts) {
    const Settings& settings = parsed.compression.settings;
    OutputJson step = {{"max_arity", settings.max_arity},
                       {"threads", parsed.threads},
                       {"no_stats", false},
                       {"batch", 1},
                       {"dynamic_batch", false},
                       {"eta_long", settings.forms.eta_long},
                       {"no_curried_metavars", settings.forms.no_curried_metavariables},
                       {"no_curried_bodies", settings.forms.no_curried_bodies},
                       {"inv_candidates", parsed.compression.candidates},
                       {"hole_choice", "depth-first"},
                       {"cost", costs_json(settings.costs, cost_texts)},
                       {"no_mismatch_check", false},
                       {"follow", parsed.follow ? OutputJson(*parsed.follow) : OutputJson()},
                       {"follow_types", follow_types(parsed)},
                       {"follow_prune", false},
                       {"verbose_worklist", false},
                       {"verbose_best", false},
                       {"print_stats", 0},
                       {"show_rewritten", false},
                       {"rewritten_dreamcoder", parsed.rewritten_dreamcoder},
                       {"rewritten_intermediates", parsed.rewritten_intermediates},
                       {"inv_arg_cap", false},
                       {"allow_single_task", settings.allow_single_task},
                       {"no_opt_single_use", !settings.rules.has(Rule::single_location)},
                       {"no_opt_upper_bound", !settings.rules.has(Rule::upper_bound)},
                       {"no_opt_force_multiuse", !settings.rules.has(Rule::redundant_argument)},
                       {"no_opt_useless_abstract", !settings.rules.has(Rule::constant_argument)},
                       {"no_opt_arity_zero", !settings.rules.has(Rule::arity_zero_first)},
                       {"no_other_util", parsed.no_other_util},
                       {"structure_penalty", static_cast<double>(settings.penalty.units) /
                                                 static_cast<double>(settings.penalty.scale)},
                       {"rewrite_check", true},
                       {"utility_by_rewrite", false},
                       {"dreamcoder_comparison", false},
                       {"quiet", parsed.quiet}};
    write_matching_arguments(parsed.matching, step);
    OutputJson all = {{"iterations", parsed.compression.iterations},
                      {"abstraction_prefix", parsed.compression.abstraction_prefix},
                      {"previous_abstractions", parsed.compression.previous_abstractions},
                      {"shuffle", parsed.shuffle_seed.has_value()},
                      {"truncate", parsed.truncate ? OutputJson(*parsed.truncate) : OutputJson()},
                      {"no_opt", false},
                      {"silent", parsed.quiet},
                      {"verbose_rewrite", false},
                      {"step", step}};
    if (parsed.shuffle_seed) {
        all["seed"] = *parsed.shuffle_seed; // Stitch has none
    }
    if (parsed.library) {
        all["library"] = *parsed.library; // likewise
    }
    return all;
}

} // namespace rasp_stitch::compressor
