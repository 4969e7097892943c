#include "compressor/program/disabled_rules.hpp"

#include "support/options/option_values.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::string_view list_word = "list";

std::vector<std::string> rule_names() {
    std::vector<std::string> names;
    for (const RuleRow& row : rule_table) {
        names.emplace_back(row.name);
    }
    return names;
}

} // namespace

OptionValue disabled_rules(RuleSet& rules, bool& lists_rules) {
    std::vector<std::string> words = rule_names();
    words.emplace_back(list_word);
    return {.store =
                [&](std::string_view name, const std::string& text) {
                    if (text == list_word) {
                        lists_rules = true;
                        return;
                    }
                    const std::optional<Rule> rule = rule_named(text);
                    if (!rule) {
                        fail_unknown_word(name, text, rule_names());
                    }
                    rules.disable(*rule);
                },
            .words = std::move(words),
            .is_repeatable = true};
}

std::string rule_list() {
    std::string text =
        "Rules for --disable; without them the result is the same, and the search slower:\n";
    for (const RuleRow& row : rule_table) {
        text += "  " + std::string(row.name) +
                std::string(std::max<std::size_t>(2, 22 - row.name.size()), ' ') +
                std::string(row.meaning) + "\n";
    }
    return text;
}

} // namespace rasp_stitch::compressor
