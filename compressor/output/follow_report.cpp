#include "compressor/output/follow_report.hpp"

#include "compressor/corpus/json_fields.hpp"
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
    }
    return "";
}

std::string_view sentence(Inadmissible reason) {
    switch (reason) {
    case Inadmissible::matches_nowhere:
        return "matches nowhere in the corpus as it is at this step";
    case Inadmissible::leaves_variable_free:
        return "does not compete: its body leaves a variable free";
    case Inadmissible::one_task:
        return "does not compete: all that it matches is in one task (--allow-single-task lets it)";
    case Inadmissible::one_location:
        return "does not compete: it matches one sub-term only, and that is closed, so an "
               "abstraction without arguments does better";
    case Inadmissible::constant_argument:
        return "does not compete: one of its arguments is the same closed term at every match "
               "(--allow-constant-arguments lets it)";
    case Inadmissible::equal_arguments:
        return "does not compete: two of its arguments are equal at every match "
               "(--allow-constant-arguments lets it)";
    }
    return "";
}

// One account, with what won at its step.
class Account {
public:
    Account(const Following& found, const Step* winner, const Units& units)
        : found_(found), winner_(winner), units_(units) {}

    std::string text() const {
        std::string text = verdict();
        if (found_.locations == 0) {
            return text + '\n';
        }
        text += ". " + figures() + '\n';
        if (found_.departure && found_.departure->rule && found_.outcome != Outcome::useless) {
            text += "    " + departure(*found_.departure) + '\n';
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
        if (found_.departure) {
            json[field::departure] = departure_json(*found_.departure);
        }
        return json;
    }

private:
    std::string utility_text(Utility utility) const { return amount_text(units_.utility(utility)); }

    std::string verdict() const {
        switch (found_.outcome) {
        case Outcome::won:
            return "is the answer, " + winner_->name;
        case Outcome::ranked:
            return fmt::format("is candidate {}, {} behind {}", found_.rank,
                               utility_text(winner_->utility - found_.utility), winner_->name);
        case Outcome::lost:
            return lost();
        case Outcome::missed:
            return "would win; the search was stopped before it came to it";
        case Outcome::useless:
            return "saves no more than its body costs to keep";
        case Outcome::inadmissible:
            return std::string(sentence(*found_.inadmissible));
        case Outcome::too_many_arguments:
            return fmt::format("takes {}, more than --max-arity allows",
                               counted(found_.arity, "argument", "arguments"));
        case Outcome::forbidden:
            return "is of a form that was ruled out (--eta-long, --no-curried-metavars, "
                   "--no-curried-bodies)";
        }
        return {};
    }

    std::string lost() const {
        const Utility behind = winner_->utility - found_.utility;
        return behind > 0 ? fmt::format("loses to {} by {}", winner_->name, utility_text(behind))
                          : fmt::format("is worth as much as {}, which comes first by arity, cost "
                                        "of the body or text",
                                        winner_->name);
    }

    std::string figures() const {
        return fmt::format(
            "It matches {} in {}; uses at {} of them save {}, and its body has a cost of {}: "
            "utility {}",
            counted(found_.locations, "sub-term", "sub-terms"),
            counted(found_.tasks, "task", "tasks"), grouped(static_cast<std::int64_t>(found_.used)),
            amount_text(units_.cost(found_.saved)), grouped(found_.body_cost),
            utility_text(found_.utility));
    }

    std::string departure(const Departure& left) const {
        const RuleRow& rule = row_of(*left.rule);
        std::string text = fmt::format("the search leaves the way to it at {}, {}: ",
                                       safe_excerpt(left.pattern, pattern_width),
                                       counted(left.locations, "match", "matches"));
        text += fmt::format("{}, {}, ", safe_excerpt(left.next, pattern_width),
                            counted(left.next_locations, "match", "matches"));
        text += left.bound
                    ? fmt::format("is worth at most {}{}", utility_text(*left.bound), rival())
                    : "cannot win";
        return text + fmt::format(" (rule {}: {})", rule.name, rule.meaning);
    }

    std::string rival() const {
        return winner_ == nullptr
                   ? ""
                   : fmt::format(" where {} has {}", winner_->name, utility_text(winner_->utility));
    }

    OutputJson departure_json(const Departure& left) const {
        OutputJson json;
        json[field::pattern] = left.pattern;
        json[field::num_locations] = left.locations;
        if (!left.next.empty()) {
            json[field::next] = left.next;
            json[field::next_num_locations] = left.next_locations;
        }
        if (left.rule) {
            json[field::rule] = row_of(*left.rule).name;
        }
        if (left.bound) {
            json[field::bound] = amount_json(units_.utility(*left.bound));
        }
        return json;
    }

    const Following& found_;
    const Step* winner_;
    const Units& units_;
};

Account account(const Compression& compression, std::size_t step, const Units& units) {
    const Step* const winner = step < compression.steps.size() ? &compression.steps[step] : nullptr;
    return Account(compression.followed[step], winner, units);
}

} // namespace

std::string follow_text(const Compression& compression, const Units& units) {
    if (compression.followed.empty()) {
        return {};
    }
    std::string text = fmt::format("followed {}\n",
                                   safe_excerpt(compression.followed.front().body, pattern_width));
    for (std::size_t step = 0; step < compression.followed.size(); ++step) {
        text += fmt::format("step {}: ", step + 1) + account(compression, step, units).text();
    }
    return text;
}

OutputJson follow_json(const Compression& compression, const Units& units) {
    if (compression.followed.empty()) {
        return {};
    }
    const Following& first = compression.followed.front();
    OutputJson json;
    json[field::body] = first.body;
    json[field::arity] = first.arity;
    json[field::body_cost] = first.body_cost;
    json[field::steps] = OutputJson::array();
    for (std::size_t step = 0; step < compression.followed.size(); ++step) {
        json[field::steps].push_back(account(compression, step, units).json());
    }
    return json;
}

} // namespace rasp_stitch::compressor
