#pragma once

// Programs that were found, and the abstractions in them, in the form in which people read them.
//
//     PrintedPrograms programs;
//     programs.add_abstraction("#(lambda (add $0 one))", "fn_0");
//     programs.add({.name = "next", .expression = "(lambda (#(lambda (add $0 one)) (indices $0)))"});
//     programs.print(rasp::PrintForm::rasp).text
//     // def sum_x(x) { return x + 1; }
//     // next = sum_x(indices);

#include "lambda/terms/term_store.hpp"
#include "rasp/language/value.hpp"
#include "rasp/print/print_form.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rasp_stitch::enumerator {

class PrintedPrograms {
public:
    // The abstractions within it get names, too, unless they are added themselves, before it or after
    // it. An abstraction that is added twice keeps its first name.
    void add_abstraction(std::string_view expression, std::string name);

    struct Program {
        std::string name;
        std::string expression; // as enumerator/grammar/expression_types.hpp writes it
        std::string comment = {};
        std::optional<rasp::Sequence> example = {}; // an input that the program does not fail on
    };
    void add(const Program& program);

    // Throws InputError as rasp::print_source does.
    rasp::PrintedSource print(rasp::PrintForm form, rasp::NameChanges changes = {});

private:
    struct Abstraction {
        lambda::TermId name{};
        bool is_defined = false; // it is in library_
    };

    lambda::TermId named(lambda::TermId term);
    lambda::TermId name_of(lambda::TermId abstraction);
    void define(lambda::TermId abstraction);
    void define_all();

    lambda::TermStore store_;
    std::unordered_map<lambda::TermId, Abstraction> names_;
    std::vector<lambda::TermId> added_; // abstractions, in order
    std::unordered_set<std::string> taken_;
    std::vector<rasp::SourceDefinition> library_;
    std::vector<rasp::SourceDefinition> programs_;
    std::size_t next_ = 0;
};

} // namespace rasp_stitch::enumerator
