#pragma once

// The value of `rasp-compress --disable`.

#include "compressor/corpus/rules.hpp"
#include "support/options/option_row.hpp"

#include <string>

namespace rasp_stitch::compressor {

// Takes a rule out of `rules`, and may be repeated. The word "list" sets `lists_rules` instead.
OptionValue disabled_rules(RuleSet& rules, bool& lists_rules);

// Returns what `--disable list` prints.
std::string rule_list();

} // namespace rasp_stitch::compressor
