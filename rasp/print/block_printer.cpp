#include "rasp/print/block_printer.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/types/type_text.hpp"
#include "lambda/types/unification.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/source/atoms.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;
using lambda::TypeId;

namespace {

// An expression that is longer gets names for its parts.
constexpr std::size_t longest_expression = 80;
constexpr std::size_t most_indent = 400; // functions inside of functions

} // namespace

BlockPrinter::BlockPrinter(lambda::TermStore& store, lambda::TypeStore& types, NameChanges changes)
    : store_(&store), types_(&types), input_(store.primitive("<input>")),
      names_(std::move(changes)) {
    for (const Primitive& primitive : primitives()) {
        if (primitive.opcode == Opcode::predicate) { // what predicate_text() may define
            names_.fresh("select_" + std::string(primitive.name));
        }
    }
}

// Names of tasks may have any characters.
void BlockPrinter::comment(std::string_view text) {
    std::string line = "# " + std::string(text);
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
    lines_.push_back(std::move(line));
}

BlockPrinter::Sort BlockPrinter::sort_of(TypeId type) const {
    if (types_->is_arrow(type)) {
        return Sort::function;
    }
    if (types_->is_variable(type)) {
        return Sort::value;
    }
    const std::string& name = types_->name(type);
    return name == "input" ? Sort::input : name == "pred" ? Sort::predicate : Sort::value;
}

BlockPrinter::Opened BlockPrinter::open(TermId term, TypeId type) {
    Opened opened{.body = term, .arguments = {}};
    while (types_->is_arrow(type)) {
        const TypeId argument = types_->argument_of(type);
        const bool is_input = sort_of(argument) == Sort::input;
        // The printer finds what it knows of an argument by its term wherever it stands. A variable
        // does not allow that, as it has other numbers within other lambdas: so the argument is a
        // primitive that no program can have.
        const TermId name =
            is_input ? input_ : store_->primitive(fmt::format("<{}>", placeholders_++));
        opened.body = store_->is(TermKind::lambda, opened.body)
                          ? lambda::substitute(*store_, store_->body(opened.body), name)
                          : store_->application(opened.body, name);
        if (!is_input) {
            opened.arguments.push_back({name, argument});
        }
        type = types_->result_of(type);
    }
    return opened;
}

std::vector<TypeId> BlockPrinter::argument_types(TermId head) {
    TypeId type{};
    const auto function = functions_.find(head);
    const auto argument = arguments_.find(head);
    if (function != functions_.end()) {
        type = function->second.type;
    } else if (argument != arguments_.end()) {
        type = argument->second.type;
    } else if (const Primitive* const primitive = find_primitive(store_->name(head))) {
        type = lambda::parse_type(*types_, primitive->type);
    } else {
        return {};
    }
    return lambda::signature_of(*types_, type).arguments;
}

BlockPrinter::Item BlockPrinter::item_of(TermId term) {
    Item item;
    std::vector<TermId> given;
    while (store_->is(TermKind::application, term)) {
        given.push_back(store_->argument(term));
        term = store_->function(term);
    }
    std::reverse(given.begin(), given.end());
    item.head = term;
    const std::vector<TypeId> wanted = argument_types(term);
    if (!store_->is(TermKind::primitive, term) || given.size() != wanted.size()) {
        throw InputError({.found = "a term that cannot be written as RASP",
                          .expected = "primitives and abstractions with all their arguments"});
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        Part part{.sort = sort_of(wanted[i]), .type = wanted[i], .term = given[i], .arguments = {}};
        if (part.sort == Sort::function) {
            Opened opened = open(given[i], wanted[i]);
            part.term = opened.body;
            part.arguments = std::move(opened.arguments);
            part.sort = part.arguments.empty() ? Sort::value : Sort::function;
        }
        item.parts.push_back(std::move(part));
    }
    return item;
}

BlockPrinter::Defined BlockPrinter::define(const std::string& name, TermId term, TypeId type,
                                           std::string_view tokens,
                                           const std::vector<bool>& takes_constants) {
    tokens_ = tokens;
    input_kind_.reset();
    for (const TypeId argument : lambda::signature_of(*types_, type).arguments) {
        if (sort_of(argument) == Sort::input && types_->is_ground(argument)) {
            const std::string& base = types_->name(types_->arguments(argument)[0]);
            input_kind_ = base == "num"    ? ValueKind::number
                          : base == "bool" ? ValueKind::boolean
                                           : ValueKind::string;
        }
    }
    pieces_.clear();
    const Opened opened = open(term, type);
    if (!opened.arguments.empty()) {
        return define_function(name, opened, takes_constants);
    }
    const Piece piece = block(opened.body);
    line(fmt::format("{} = {};", name, piece.text));
    return {piece.word, piece.constant};
}

BlockPrinter::Defined BlockPrinter::define_function(const std::string& name, const Opened& opened,
                                                    const std::vector<bool>& takes_constants) {
    constexpr std::array<std::string_view, 6> values = {"x", "y", "z", "u", "v", "w"};
    const SourceNames names = names_;
    const std::unordered_map<TermId, Piece> pieces = pieces_;
    std::vector<std::string> written;
    std::size_t next = 0;
    for (std::size_t i = 0; i < opened.arguments.size(); ++i) {
        const auto& [argument, type] = opened.arguments[i];
        const Sort sort = sort_of(type);
        const bool selector =
            sort == Sort::value && !types_->is_variable(type) && types_->name(type) == "sel";
        std::string wished = "s";
        if (sort == Sort::value && !selector) {
            wished = values.at(next++ % values.size());
        } else if (sort != Sort::value) {
            wished = sort == Sort::predicate ? "p" : "f";
        }
        const std::string word = names_.fresh(wished);
        written.push_back(names_.written(word));
        arguments_[argument] = {.name = written.back(),
                                .word = word,
                                .type = type,
                                .gives_constant = i < takes_constants.size() && takes_constants[i]};
    }
    if (indent_.size() > most_indent) {
        throw InputError({.found = "functions as arguments of functions, nested too deeply",
                          .expected = "at most a hundred inside one another"});
    }
    line(fmt::format("def {}({}) {{", name, fmt::join(written, ", ")));
    indent_ += "    ";
    const Piece piece = block(opened.body);
    line(fmt::format("return {};", piece.text));
    indent_.resize(indent_.size() - 4);
    line("}");
    names_.restore(names);
    pieces_ = pieces;
    return {piece.word, piece.constant};
}

BlockPrinter::Piece BlockPrinter::block(TermId root) {
    std::unordered_map<TermId, Item> items;
    std::vector<TermId> order; // parts before wholes
    struct Visit {
        TermId term;
        bool done = false;
    };
    std::vector<Visit> pending{{root}};
    while (!pending.empty()) {
        const Visit visit = pending.back();
        pending.pop_back();
        if (visit.done) {
            order.push_back(visit.term);
            continue;
        }
        if (pieces_.contains(visit.term)) {
            continue;
        }
        const auto [at, is_new] = items.try_emplace(visit.term);
        if (!is_new) {
            continue;
        }
        at->second = item_of(visit.term);
        pending.push_back({visit.term, true});
        const std::vector<Part>& parts = at->second.parts;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            if (part->sort == Sort::value) {
                pending.push_back({part->term});
            }
        }
    }
    for (const TermId term : order) {
        for (const Part& part : items.at(term).parts) {
            const auto used = items.find(part.term);
            if (part.sort == Sort::value && used != items.end()) {
                ++used->second.uses;
            }
        }
    }
    for (const TermId term : order) {
        const Item& item = items.at(term);
        Piece piece = write(item);
        if (item.uses > 1 && piece.compound) {
            name_piece(term, piece);
        }
        pieces_[term] = std::move(piece);
    }
    return pieces_.at(root);
}

void BlockPrinter::name_piece(TermId term, Piece& piece) {
    const std::string name = names_.fresh(piece.word);
    line(fmt::format("{} = {};", names_.written(name), piece.text));
    piece.text = names_.written(name);
    piece.word = name;
    piece.level = level_call;
    piece.compound = false;
    pieces_[term] = piece;
}

// Gives names to the longest parts until what is left fits on a line.
void BlockPrinter::shorten(std::span<const TermId> parts) {
    while (true) {
        std::size_t sum = 0;
        std::optional<TermId> longest;
        for (const TermId part : parts) {
            const Piece& piece = pieces_.at(part);
            sum += piece.text.size();
            if (piece.compound &&
                (!longest || piece.text.size() > pieces_.at(*longest).text.size())) {
                longest = part;
            }
        }
        if (sum <= longest_expression || !longest) {
            return;
        }
        Piece piece = pieces_.at(*longest);
        name_piece(*longest, piece);
    }
}

BlockPrinter::Piece BlockPrinter::write(const Item& item) {
    std::vector<TermId> values;
    for (const Part& part : item.parts) {
        if (part.sort == Sort::value) {
            values.push_back(part.term);
        }
    }
    shorten(values);
    const auto function = functions_.find(item.head);
    if (function != functions_.end()) {
        note_constants(item.head, item);
        Piece piece = write_call(function->second, item);
        piece.constant = function->second.gives_constant;
        return piece;
    }
    const auto argument = arguments_.find(item.head);
    if (argument != arguments_.end()) {
        Piece piece = write_call(argument->second, item);
        piece.constant = argument->second.gives_constant || !item.parts.empty();
        return piece;
    }
    const std::string name = store_->name(item.head);
    std::vector<Piece> parts;
    for (const TermId value : values) {
        parts.push_back(pieces_.at(value));
    }
    const Primitive* const primitive = find_primitive(name);
    if (primitive != nullptr && primitive->opcode != Opcode::constant) {
        Piece piece = write_primitive(*primitive, item, parts);
        std::vector<std::string> words;
        for (const Piece& part : parts) {
            words.push_back(part.word);
        }
        Comparison comparison = primitive->comparison;
        const Primitive* const predicate = primitive->opcode == Opcode::select
                                               ? find_primitive(store_->name(item.parts[2].term))
                                               : nullptr;
        if (predicate != nullptr) {
            comparison = predicate->comparison;
        }
        piece.word = primitive->opcode == Opcode::select && predicate == nullptr
                         ? "select_by"
                         : word_of(primitive->opcode, words, comparison);
        return piece;
    }
    const Value value = parse_literal(name).value();
    const bool negative = kind_of(value) == ValueKind::number && literal_text(value).front() == '-';
    return {.text = literal_text(value),
            .word = word_of(value),
            .level = negative ? level_unary : level_call,
            .constant = true,
            .string = kind_of(value) == ValueKind::string,
            .compound = false};
}

void BlockPrinter::note_constants(TermId function, const Item& item) {
    std::vector<bool>& takes = functions_.at(function).takes_constants;
    std::size_t argument = 0;
    for (const Part& part : item.parts) {
        if (part.sort == Sort::input) {
            continue;
        }
        takes.resize(std::max(takes.size(), argument + 1), false);
        if (part.sort == Sort::value && pieces_.at(part.term).constant) {
            takes[argument] = true;
        }
        ++argument;
    }
}

BlockPrinter::Piece BlockPrinter::write_call(const PrintedFunction& function, const Item& item) {
    const std::string& name = function.name;
    std::vector<std::string> given;
    for (const Part& part : item.parts) {
        if (part.sort == Sort::value) {
            given.push_back(pieces_.at(part.term).text);
        } else if (part.sort == Sort::predicate) {
            given.push_back(predicate_text(part.term));
        } else if (part.sort == Sort::function) {
            given.push_back(function_text(part));
        }
    }
    return {.text = given.empty() ? name : fmt::format("{}({})", name, fmt::join(given, ", ")),
            .word = function.word,
            .level = level_call,
            .constant = false,
            .string = false,
            .compound = !given.empty()};
}

std::string BlockPrinter::function_text(const Part& part) {
    // A function that is passed on as it is needs no other name.
    const Item item = item_of(part.term);
    const auto known = functions_.find(item.head);
    const auto argument = arguments_.find(item.head);
    std::vector<TermId> passed;
    for (const Part& inner : item.parts) {
        if (inner.sort != Sort::input) {
            passed.push_back(inner.term);
        }
    }
    std::vector<TermId> own;
    for (const Argument& each : part.arguments) {
        own.push_back(each.name);
    }
    if (passed == own && known != functions_.end()) {
        known->second.takes_constants.assign(own.size(),
                                             true); // whoever calls it passes what it has
        return known->second.name;
    }
    if (passed == own && argument != arguments_.end()) {
        return argument->second.name;
    }
    const std::string name = names_.written(names_.fresh("function"));
    lambda::Unifier unifier(*types_); // its variables are those of the type that it is a part of
    const auto type = lambda::Resolver(*types_, unifier).resolve(unifier.instantiate(part.type));
    line(fmt::format("# {} : {}", name, lambda::print_type(*types_, type.value_or(part.type))));
    // Whoever calls it may pass constants.
    define_function(name, {part.term, part.arguments},
                    std::vector<bool>(part.arguments.size(), true));
    return name;
}

std::string BlockPrinter::predicate_text(TermId predicate) {
    const auto argument = arguments_.find(predicate);
    if (argument != arguments_.end()) {
        return argument->second.name;
    }
    const auto known = predicate_names_.find(predicate);
    if (known != predicate_names_.end()) {
        return known->second;
    }
    const Primitive* const primitive = find_primitive(store_->name(predicate));
    const std::string name = names_.written("select_" + std::string(primitive->name));
    predicates_.push_back(
        fmt::format("def {}(keys, queries) {{\n    return select(keys, queries, {});\n}}\n", name,
                    text_of(primitive->comparison)));
    predicate_names_.emplace(predicate, name);
    return name;
}

std::string BlockPrinter::text() const {
    std::string text;
    for (const NamedBuiltin& row : named_builtins()) {
        if (helpers_.contains(row.builtin) && !row.definition.empty()) {
            text += row.definition;
        }
    }
    for (const std::string& predicate : predicates_) {
        text += predicate;
    }
    text += text.empty() ? "" : "\n";
    for (const std::string& written : lines_) {
        text += written + "\n";
    }
    return text;
}

} // namespace rasp_stitch::rasp
