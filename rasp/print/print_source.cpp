#include "rasp/print/print_source.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/types/type_text.hpp"
#include "lambda/types/unification.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value_text.hpp"
#include "rasp/language/written_out.hpp"
#include "rasp/print/block_printer.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;
using lambda::TypeId;

namespace {

struct Prepared {
    std::string name;
    TermId term{}; // in normal form
    TypeId type{};
    std::string comment;
    std::optional<Sequence> example;
    bool is_printed = true;
    // What an earlier round of printing found out.
    std::string word = {};
    bool gives_constant = false;
    std::vector<bool> takes_constants = {};
};

// Names such as fn_12 say nothing; others are kept.
bool is_made_up(std::string_view name) {
    return !name.empty() && name.back() >= '0' && name.back() <= '9';
}

bool is_value_type(const lambda::TypeStore& types, TypeId type) {
    return !types.is_variable(type) && (types.name(type) == "seq" || types.name(type) == "sel");
}

// Returns whether everything in the type says of what sort it is: there is no variable in the place
// of a whole argument, and what comes out is an s-op or a selector.
bool has_clear_sorts(const lambda::TypeStore& types, TypeId type) {
    std::vector<TypeId> pending{type};
    while (!pending.empty()) {
        const lambda::Signature signature = lambda::signature_of(types, pending.back());
        const bool is_function = types.is_arrow(pending.back());
        pending.pop_back();
        if (types.is_variable(signature.result) ||
            (is_function && !is_value_type(types, signature.result))) {
            return false;
        }
        pending.insert(pending.end(), signature.arguments.begin(), signature.arguments.end());
    }
    return is_value_type(types, lambda::signature_of(types, type).result);
}

class SourcePrinter {
public:
    SourcePrinter(lambda::TermStore& store, lambda::TypeStore& types,
                  const SourceContents& contents)
        : store_(&store), types_(&types), changes_(contents.changes) {
        Library known; // everything that has a definition in the text
        for (const SourceDefinition& definition : contents.library) {
            const TermId name = store.primitive(definition.name);
            Prepared prepared = prepare(definition, rasp_types(store, types, &known));
            prepared.is_printed = prepared.is_printed && has_clear_sorts(types, prepared.type);
            if (prepared.is_printed) {
                known.add(name, prepared.term);
            } else {
                written_out_.add(name, prepared.term);
            }
            library_.push_back(std::move(prepared));
        }
        const lambda::TypeOf type_of = rasp_types(store, types, &known);
        for (const SourceDefinition& definition : contents.programs) {
            programs_.push_back(prepare(definition, type_of));
            Prepared& program = programs_.back();
            if (program.is_printed) {
                program.type = with_clear_sorts(with_input(program.type));
            }
            if (!program.is_printed || !has_clear_sorts(types, program.type)) {
                throw InputError({.found = fmt::format("the program {} has no type of RASP",
                                                       quote_excerpt(definition.name)),
                                  .expected = "a program of RASP"});
            }
        }
    }

    // Printing finds out to which functions constants are passed, which have to be written
    // differently; so it is repeated until nothing new is found. Each round adds to what was known.
    PrintedSource print() {
        while (true) {
            BlockPrinter printer(*store_, *types_, changes_);
            PrintedSource printed;
            const bool same = print(printer, printed);
            if (same) {
                printed.text = printer.text();
                printed.unused_changes = printer.names().unused_changes();
                return printed;
            }
        }
    }

private:
    Prepared prepare(const SourceDefinition& definition, const lambda::TypeOf& type_of) {
        Prepared prepared{.name = definition.name,
                          .term = {},
                          .type = {},
                          .comment = definition.comment,
                          .example = definition.example};
        if (!is_made_up(definition.name)) {
            prepared.word = definition.name;
        }
        const TermId term = written_out(*store_, definition.term, written_out_);
        const std::optional<TermId> normal = lambda::normal_form(*store_, term);
        if (!normal) {
            throw InputError({.found = fmt::format("{} has no normal form within the limits",
                                                   quote_excerpt(definition.name)),
                              .expected = "a term that comes to an end"});
        }
        prepared.term = *normal;
        const auto program = typed(*store_, *types_, *normal, type_of);
        prepared.is_printed = program.has_value();
        if (program) {
            prepared.term = program->term;
            prepared.type = program->type;
        }
        return prepared;
    }

    // A program that does not look at its input takes one all the same.
    TypeId with_input(TypeId type) {
        if (!types_->is_arrow(type)) {
            return type;
        }
        const TypeId first = types_->argument_of(type);
        return types_->is_variable(first)
                   ? types_->arrow(types_->constructor("input", std::array{first}),
                                   types_->result_of(type))
                   : type;
    }

    // Makes an s-op of whatever the type of a program leaves open.
    TypeId with_clear_sorts(TypeId type) {
        const TypeId sequence = types_->constructor("seq", std::array{types_->variable(0)});
        lambda::Unifier unifier(*types_);
        const lambda::TypeInstance whole = unifier.instantiate(type);
        std::vector<TypeId> pending{type};
        while (!pending.empty()) {
            const lambda::Signature signature = lambda::signature_of(*types_, pending.back());
            pending.pop_back();
            if (types_->is_variable(signature.result)) {
                unifier.unify({signature.result, whole.offset}, unifier.instantiate(sequence));
            }
            pending.insert(pending.end(), signature.arguments.begin(), signature.arguments.end());
        }
        return lambda::Resolver(*types_, unifier).resolve(whole).value_or(type);
    }

    bool print(BlockPrinter& printer, PrintedSource& printed) {
        const auto name_of = [&](const Prepared& each) {
            SourceNames& names = printer.names();
            return names.written(names.fresh(each.word.empty() ? each.name : each.word, each.name));
        };
        for (Prepared& each : library_) {
            printed.library.push_back(each.is_printed ? name_of(each) : "");
            if (each.is_printed) {
                printer.add_function(store_->primitive(each.name),
                                     {.name = printed.library.back(),
                                      .word = each.word,
                                      .type = each.type,
                                      .gives_constant = each.gives_constant,
                                      .takes_constants = each.takes_constants});
            }
        }
        for (const Prepared& each : programs_) {
            printed.programs.push_back(name_of(each));
        }
        bool same = true;
        bool is_first = true;
        std::string example = "\"hello\"";
        const auto heading = [&](const Prepared& each, const std::string& name) {
            if (!std::exchange(is_first, false)) {
                printer.line("");
            }
            const std::string wanted = example_for(each);
            if (!wanted.empty() && wanted != example) {
                printer.line("set example " + wanted);
                example = wanted;
            }
            printer.comment(fmt::format("{}{} : {}", name,
                                        name == each.name ? "" : " (" + each.name + ")",
                                        lambda::print_type(*types_, each.type)));
            if (!each.comment.empty()) {
                printer.comment(each.comment);
            }
        };
        for (std::size_t i = 0; i < library_.size(); ++i) {
            Prepared& each = library_[i];
            if (!each.is_printed) {
                continue;
            }
            heading(each, printed.library[i]);
            const BlockPrinter::Defined defined =
                printer.define(printed.library[i], each.term, each.type,
                               tokens_of(each, "tokens_asis"), each.takes_constants);
            if (each.word.empty()) {
                each.word = defined.word.empty() ? each.name : defined.word;
                same = false;
            }
            if (defined.is_constant && !each.gives_constant) {
                each.gives_constant = true;
                same = false;
            }
        }
        for (std::size_t i = 0; i < programs_.size(); ++i) {
            heading(programs_[i], printed.programs[i]);
            printer.define(
                printed.programs[i], programs_[i].term, programs_[i].type,
                tokens_of(programs_[i], has_strings(programs_[i]) ? "tokens" : "tokens_asis"));
        }
        for (Prepared& each : library_) {
            if (each.is_printed) {
                const std::vector<bool>& takes =
                    printer.function(store_->primitive(each.name)).takes_constants;
                same = same && takes == each.takes_constants;
                each.takes_constants = takes;
            }
        }
        return same;
    }

    // Returns the base type of the input, "" if it can be any.
    std::string_view input_base(const Prepared& each) const {
        for (const TypeId argument : lambda::signature_of(*types_, each.type).arguments) {
            if (!types_->is_variable(argument) && types_->name(argument) == "input" &&
                types_->is_ground(argument)) {
                return types_->name(types_->arguments(argument)[0]);
            }
        }
        return "";
    }

    std::string_view tokens_of(const Prepared& each, std::string_view of_any) const {
        const std::string_view base = input_base(each);
        return base.empty() ? of_any : base == "str" ? "tokens" : "tokens_asis";
    }

    // `tokens` are strings in the reference whatever the input is.
    static bool has_strings(const Prepared& each) {
        return each.example && !each.example->empty() &&
               kind_of(each.example->front()) == ValueKind::string;
    }

    bool parses_tokens(const Prepared& each) const {
        for (const TermId part : lambda::subterms(*store_, std::array{each.term})) {
            if (store_->is(TermKind::primitive, part) && store_->name(part) == "parse_int") {
                return true;
            }
        }
        return false;
    }

    std::string example_for(const Prepared& each) const {
        if (each.example && !each.example->empty()) {
            std::string text;
            for (const Value& value : *each.example) {
                text += text.empty() ? "" : ", ";
                text += literal_text(value);
            }
            return "[" + text + "]";
        }
        const std::string_view base = input_base(each);
        return base == "num"         ? "[1, 2, 3]"
               : base == "bool"      ? "[True, False]"
               : parses_tokens(each) ? "\"123\""
               : base == "str"       ? "\"hello\""
                                     : "";
    }

    lambda::TermStore* store_;
    lambda::TypeStore* types_;
    NameChanges changes_;
    Library written_out_;
    std::vector<Prepared> library_;
    std::vector<Prepared> programs_;
};

} // namespace

PrintedSource print_source(lambda::TermStore& store, lambda::TypeStore& types,
                           const SourceContents& contents) {
    return SourcePrinter(store, types, contents).print();
}

} // namespace rasp_stitch::rasp
