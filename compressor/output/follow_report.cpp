#include "compressor/output/follow_report.hpp"

#include "compressor/corpus/json_fields.hpp"
#include "compressor/patterns/admissible.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace rasp_stitch::compressor {

namespace {

constexpr std::size_t pattern_width = 200;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(static_cast<std::int64_t>(count)), count == 1 ? one : many);
}

const RuleRow& row_of(Rule rule) {
    return rule_table.at(static_cast<std::size_t>(rule));
}

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::won:
        return "won";
    case Outcome::ranked:
        return "ranked";
    case Outcome::lost:
        return "lost";
    case Outcome::missed:
        return "missed";
    case Outcome::useless:
        return "useless";
    case Outcome::inadmissible:
        return "inadmissible";
    case Outcome::too_many_arguments:
        return "too-many-arguments";
    case Outcome::forbidden:
        return "forbidden";
    }
    return "";
}

std::string_view name_of(Inadmissible reason) {
    switch (reason) {
    case Inadmissible::matches_nowhere:
        return "matches-nowhere";
    case Inadmissible::leaves_variable_free:
        return "leaves-variable-free";
    case Inadmissible::one_task:
        return "one-task";
    case Inadmissible::one_location:
        return "one-location";
    case Inadmissible::constant_argument:
        return "constant-argument";
    case Inadmissible::equal_arguments:
        return "equal-arguments";
    case Inadmissible::ill_typed:
        return "ill-typed";
    }
    return "";
}

std::string sentence(Inadmissible reason, const SettingNames& names) {
    switch (reason) {
    case Inadmissible::matches_nowhere:
        return "matches nowhere in the corpus as it is at this step";
    case Inadmissible::leaves_variable_free:
        return "does not compete: its body leaves a variable free";
    case Inadmissible::one_task:
        return fmt::format(
            "does not compete: everything that it matches is in one task ({} admits it)",
            names.allow_single_task);
    case Inadmissible::one_location:
        return "does not compete: it matches a single sub-term, which is closed, so an abstraction "
               "without arguments does better";
    case Inadmissible::constant_argument:
        return fmt::format(
            "does not compete: one of its arguments is the same closed term at every "
            "match ({} admits it)",
            names.allow_constant_arguments);
    case Inadmissible::equal_arguments:
        return fmt::format("does not compete: two of its arguments are equal at every match "
                           "({} admits it)",
                           names.allow_constant_arguments);
    case Inadmissible::ill_typed:
        return "does not compete: its body does not type";
    }
    return "";
}

// Writes the report on one step, with the abstraction that won there, if one did.
class StepReport {
public:
    StepReport(const FollowResult& found, const Step* winner, const Units& units)
        : found_(found), winner_(winner), units_(units) {}

    std::string text(const SettingNames& names) const {
        std::string text = verdict(names);
        if (found_.locations == 0) {
            return text + '\n';
        }
        text += ". " + figures() + '\n';
        if (found_.pruning_point && found_.pruning_point->rule &&
            found_.outcome != Outcome::useless) {
            text += "    " + pruning_text(*found_.pruning_point) + '\n';
        }
        return text;
    }

    OutputJson json() const {
        OutputJson json;
        json[field::outcome] = name_of(found_.outcome);
        if (found_.rank > 0) {
            json[field::rank] = found_.rank;
        }
        if (found_.inadmissible) {
            json[field::reason] = name_of(*found_.inadmissible);
        }
        json[field::num_locations] = found_.locations;
        json[field::num_used_locations] = found_.used;
        json[field::num_tasks] = found_.tasks;
        json[field::saved] = amount_json(units_.cost(found_.saved));
        json[field::utility] = amount_json(units_.utility(found_.utility));
        if (winner_ != nullptr) {
            json[field::winner] = winner_->name;
            json[field::winner_utility] = amount_json(units_.utility(winner_->utility));
        }
        if (found_.pruning_point) {
            json[field::departure] = pruning_json(*found_.pruning_point);
        }
        return json;
    }

private:
    std::string utility_text(Utility utility) const { return amount_text(units_.utility(utility)); }

    std::string verdict(const SettingNames& names) const {
        switch (found_.outcome) {
        case Outcome::won:
            return "is the answer, " + winner_->name;
        case Outcome::ranked:
            return fmt::format("is candidate {}, {} behind {}", found_.rank,
                               utility_text(winner_->utility - found_.utility), winner_->name);
        case Outcome::lost:
            return lost();
        case Outcome::missed:
            return "would win, but the search was stopped before it found it";
        case Outcome::useless:
            return "saves no more than its body costs";
        case Outcome::inadmissible:
            return sentence(*found_.inadmissible, names);
        case Outcome::too_many_arguments:
            return fmt::format("takes {}, more than {} allows",
                               counted(found_.arity, "argument", "arguments"), names.max_arity);
        case Outcome::forbidden:
            return fmt::format("has a form that was excluded ({})", names.forms);
        }
        return {};
    }

    std::string lost() const {
        const Utility behind = winner_->utility - found_.utility;
        return behind > 0
                   ? fmt::format("loses to {} by {}", winner_->name, utility_text(behind))
                   : fmt::format("has the same utility as {}, which comes first by arity, cost "
                                 "of the body or text",
                                 winner_->name);
    }

    std::string figures() const {
        return fmt::format(
            "It matches {} in {}; uses at {} of them save {}, and its body costs {}: utility {}",
            counted(found_.locations, "sub-term", "sub-terms"),
            counted(found_.tasks, "task", "tasks"), grouped(static_cast<std::int64_t>(found_.used)),
            amount_text(units_.cost(found_.saved)), grouped(found_.body_cost),
            utility_text(found_.utility));
    }

    std::string pruning_text(const PruningPoint& point) const {
        const RuleRow& rule = row_of(*point.rule);
        std::string text = fmt::format("the search prunes the path to it at {}, {}: ",
                                       safe_excerpt(point.pattern, pattern_width),
                                       counted(point.locations, "match", "matches"));
        text += fmt::format("{}, {}, ", safe_excerpt(point.next, pattern_width),
                            counted(point.next_locations, "match", "matches"));
        text += point.bound ? fmt::format("has a utility of at most {}{}",
                                          utility_text(*point.bound), comparison())
                            : "cannot win";
        return text + fmt::format(" (rule {}: {})", rule.name, rule.meaning);
    }

    std::string comparison() const {
        return winner_ == nullptr
                   ? ""
                   : fmt::format(" where {} has {}", winner_->name, utility_text(winner_->utility));
    }

    OutputJson pruning_json(const PruningPoint& point) const {
        OutputJson json;
        json[field::pattern] = point.pattern;
        json[field::num_locations] = point.locations;
        if (!point.next.empty()) {
            json[field::next] = point.next;
            json[field::next_num_locations] = point.next_locations;
        }
        if (point.rule) {
            json[field::rule] = row_of(*point.rule).name;
        }
        if (point.bound) {
            json[field::bound] = amount_json(units_.utility(*point.bound));
        }
        return json;
    }

    const FollowResult& found_;
    const Step* winner_;
    const Units& units_;
};

StepReport report_on(const Compression& compression, std::size_t step, const Units& units) {
    const std::size_t place = compression.given + step; // the step is one of those that searched
    const Step* const winner =
        place < compression.steps.size() ? &compression.steps[place] : nullptr;
    return StepReport(compression.followed[step], winner, units);
}

} // namespace

std::string follow_text(const Compression& compression, const Units& units,
                        const SettingNames& names) {
    if (compression.followed.empty()) {
        return {};
    }
    std::string text = fmt::format("followed {}\n",
                                   safe_excerpt(compression.followed.front().body, pattern_width));
    for (std::size_t step = 0; step < compression.followed.size(); ++step) {
        text +=
            fmt::format("step {}: ", step + 1) + report_on(compression, step, units).text(names);
    }
    return text;
}

OutputJson follow_json(const Compression& compression, const Units& units) {
    if (compression.followed.empty()) {
        return {};
    }
    const FollowResult& first = compression.followed.front();
    OutputJson json;
    json[field::body] = first.body;
    json[field::arity] = first.arity;
    json[field::body_cost] = first.body_cost;
    json[field::steps] = OutputJson::array();
    for (std::size_t step = 0; step < compression.followed.size(); ++step) {
        json[field::steps].push_back(report_on(compression, step, units).json());
    }
    return json;
}

} // namespace rasp_stitch::compressor
