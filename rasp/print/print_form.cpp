#include "rasp/print/print_form.hpp"

#include "lambda/terms/print.hpp"
#include "lambda/terms/written_size.hpp"
#include "rasp/print/print_tracr.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <cstdio>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_parts = 10'000'000; // of a term that is written out

} // namespace

OptionRow print_row(std::string_view group, PrintOptions& options, std::string help) {
    return {group,
            "print",
            0,
            "FORM",
            choice(options.form, std::vector<NamedValue<PrintForm>>{{"rasp", PrintForm::rasp},
                                                                    {"tracr", PrintForm::tracr},
                                                                    {"lambda", PrintForm::lambda}}),
            "",
            std::move(help) + ": as RASP, as Python for Tracr, or in the lambda form"};
}

OptionRow names_row(std::string_view group, PrintOptions& options) {
    return names_row(
        group, options.names,
        "with RASP, change names that are made up: lines NAME = NEW_NAME, or a JSON "
        "object; - for standard input",
        [&options](const std::string& text) { options.changes = read_name_changes(text); });
}

OptionRow names_row(std::string_view group, std::optional<std::string>& path, std::string help,
                    std::function<void(const std::string& text)> take) {
    OptionValue value = file(path);
    value.store = [&path, take = std::move(take)](std::string_view, const std::string& given) {
        const std::string text = read_input(given);
        path = given;
        naming(given, [&] { take(text); });
    };
    return {group, "names", 0, "FILE", std::move(value), "", std::move(help)};
}

void check_names(const PrintOptions& options, bool writes_source) {
    if (options.names && !options.form && !writes_source) {
        throw InputError({.found = "--names is given, but nothing is printed as RASP",
                          .expected = "--print rasp with it"});
    }
}

PrintedSource print_programs(lambda::TermStore& store, lambda::TypeStore& types,
                             const SourceContents& contents, PrintForm form) {
    if (form == PrintForm::rasp) {
        return print_source(store, types, contents);
    }
    if (form == PrintForm::tracr) {
        return print_tracr(store, types, contents);
    }
    PrintedSource printed;
    for (const std::span<const SourceDefinition> some : {contents.library, contents.programs}) {
        for (const SourceDefinition& each : some) {
            if (lambda::is_written_larger(store, each.term, most_parts)) {
                throw InputError(
                    {.found = fmt::format("{}, which has more than {} parts when it is "
                                          "written out as a term",
                                          quote_excerpt(each.name), most_parts),
                     .expected = "--print rasp, in which parts have names"});
            }
        }
    }
    for (const SourceDefinition& each : contents.library) {
        printed.text += fmt::format("let {} = {}\n", each.name, lambda::print(store, each.term));
        printed.library.push_back(each.name);
    }
    for (const SourceDefinition& each : contents.programs) {
        printed.text += lambda::print(store, each.term) + "\n";
        printed.programs.push_back(each.name);
    }
    return printed;
}

void show_printed(std::string_view program, const PrintedSource& printed) {
    std::fputs(printed.text.c_str(), stdout);
    if (!printed.unused_changes.empty()) {
        const std::string names = fmt::format("{}", fmt::join(printed.unused_changes, ", "));
        fmt::print(stderr, "{}: warning: --names changes names that are not there: {}\n", program,
                   safe_excerpt(names, 200));
    }
}

} // namespace rasp_stitch::rasp
