#include "rasp/print/source_names.hpp"

#include "rasp/source/standard_names.hpp"
#include "rasp/syntax/parse_source.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <utility>

namespace rasp_stitch::rasp {

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

namespace {

constexpr std::size_t longest_word = 24;
constexpr std::string_view indicated = "indicated_";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> marks = {
    {{"(", "open"}, {")", "close"}, {"", "empty"}, {" ", "blank"}, {",", "comma"}, {".", "dot"}}};

// Returns the parts with a low line between them, or the first part alone if that is too long.
std::string joined(std::string_view first, std::string_view second) {
    std::string word = std::string(first) + "_" + std::string(second);
    return second.empty() || word.size() > longest_word ? std::string(first) : word;
}

std::string_view without_select(std::string_view word) {
    constexpr std::string_view prefix = "select_";
    return word.starts_with(prefix) ? word.substr(prefix.size()) : word;
}

std::string selection(std::string_view keys, std::string_view queries, Comparison comparison) {
    if (keys == "indices" && queries == "indices") {
        constexpr std::array<std::string_view, 6> words = {"select_here",    "select_others",
                                                           "select_earlier", "select_up_to_here",
                                                           "select_later",   "select_from_here"};
        return std::string(words.at(static_cast<std::size_t>(comparison)));
    }
    if (comparison != Comparison::equal) {
        return joined("select", keys);
    }
    if (keys == "indices" && queries == "0") {
        return "select_first";
    }
    return keys == queries ? joined("select_same", keys) : joined(joined("select", keys), queries);
}

std::string comparison_word(std::string_view left, std::string_view right, Comparison comparison) {
    constexpr std::array<std::string_view, 6> words = {"is",      "is_not",     "is_less",
                                                       "at_most", "is_greater", "at_least"};
    const std::string_view word = words.at(static_cast<std::size_t>(comparison));
    return joined(word, comparison == Comparison::equal && left == right ? "same" : right);
}

} // namespace

std::string word_of(const Value& literal) {
    if (const auto* const truth = std::get_if<bool>(&literal)) {
        return *truth ? "true" : "false";
    }
    if (const auto* const number = std::get_if<std::int64_t>(&literal)) {
        return *number < 0 ? "minus_" + std::to_string(*number).substr(1) : std::to_string(*number);
    }
    const auto* const text = std::get_if<std::string>(&literal);
    if (text == nullptr) {
        return "number";
    }
    const auto* const mark =
        std::ranges::find(marks, std::string_view(*text), &decltype(marks)::value_type::first);
    if (mark != marks.end()) {
        return std::string(mark->second);
    }
    return std::ranges::all_of(*text, is_plain) && text->size() < longest_word ? *text : "mark";
}

std::string word_of(Opcode opcode, std::span<const std::string> arguments, Comparison comparison) {
    const auto argument = [&](std::size_t i) {
        return i < arguments.size() ? std::string_view(arguments[i]) : std::string_view();
    };
    switch (opcode) {
    case Opcode::tokens:
        return "tokens";
    case Opcode::indices:
        return "indices";
    case Opcode::length:
        return "length";
    case Opcode::full:
        return "all";
    case Opcode::select:
        return selection(argument(0), argument(1), comparison);
    case Opcode::selector_and:
        return joined("select_both", without_select(argument(0)));
    case Opcode::selector_or:
        return joined("select_either", without_select(argument(0)));
    case Opcode::selector_not:
        return joined("select_not", without_select(argument(0)));
    case Opcode::aggregate:
    case Opcode::aggregate_default:
        if (argument(1).starts_with(indicated)) {
            return joined("share_of", argument(1).substr(indicated.size()));
        }
        return joined(argument(0).find("earlier") != std::string_view::npos ||
                              argument(0).find("here") != std::string_view::npos ||
                              argument(0) == "all"
                          ? "mean"
                          : "loaded",
                      argument(1));
    case Opcode::selector_width:
        return joined("count", without_select(argument(0)));
    case Opcode::add:
        return joined("sum", argument(0));
    case Opcode::sub:
        return joined("difference", argument(0));
    case Opcode::mul:
        return joined("product", argument(0));
    case Opcode::div:
        return joined("ratio", argument(0));
    case Opcode::mod:
        return joined("rest", argument(0));
    case Opcode::pow:
        return joined("power", argument(0));
    case Opcode::neg:
        return joined("minus", argument(0));
    case Opcode::round:
        return joined("rounded", argument(0));
    case Opcode::indicator:
        return std::string(indicated) + std::string(argument(0));
    case Opcode::compare:
        return comparison_word(argument(0), argument(1), comparison);
    case Opcode::logical_and:
        return joined("both", argument(0));
    case Opcode::logical_or:
        return joined("either", argument(0));
    case Opcode::logical_not:
        return joined("not", argument(0));
    case Opcode::choose:
        return joined("if", argument(0));
    case Opcode::concat:
        return "joined";
    case Opcode::parse_int:
        return joined("parsed", argument(0));
    default:
        return is_extension(opcode) ? joined(row_of(builtin_of(opcode)).name, argument(0))
                                    : "value";
    }
}

bool has_meaning(std::string_view name) {
    return is_reserved(name) || is_keyword(name) || name == "tokens" || name == "select" ||
           std::ranges::find(named_builtins(), name, &NamedBuiltin::name) != named_builtins().end();
}

SourceNames::SourceNames(NameChanges changes) : changes_(std::move(changes)) {}

bool SourceNames::is_wanted(std::string_view name) const {
    return std::ranges::any_of(changes_, [&](const auto& change) { return change.second == name; });
}

std::string SourceNames::fresh(std::string_view wished, std::string_view other_name) {
    std::string name;
    for (const char c : wished) {
        name += is_plain(c) ? c : '_';
    }
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0) {
        name.insert(0, "p_");
    }
    if (name.front() == '_') {
        name.insert(0, "p"); // a name that begins with a low line is not loaded from a file
    }
    std::string candidate = name;
    for (std::size_t k = 2; has_meaning(candidate) || names_.contains(candidate); ++k) {
        candidate = name + "_" + std::to_string(k);
    }
    const auto by_other = changes_.find(other_name);
    const auto change = by_other == changes_.end() ? changes_.find(candidate) : by_other;
    std::string written = candidate;
    if (change != changes_.end() && !written_.contains(change->second)) {
        used_changes_.insert(change->first);
        written = change->second;
    } else {
        for (std::size_t k = 2; is_wanted(written) || written_.contains(written); ++k) {
            written = candidate + "_" + std::to_string(k);
        }
    }
    written_.insert(written);
    names_.emplace(candidate, written);
    return candidate;
}

void SourceNames::restore(const SourceNames& before) {
    names_ = before.names_;
    written_ = before.written_;
}

std::vector<std::string> SourceNames::unused_changes() const {
    std::vector<std::string> unused;
    for (const auto& [name, changed] : changes_) {
        if (!used_changes_.contains(name)) {
            unused.push_back(name);
        }
    }
    return unused;
}

} // namespace rasp_stitch::rasp
