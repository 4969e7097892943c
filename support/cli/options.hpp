#pragma once

// A program's options and arguments, parsed by its table (support/cli/option_table.hpp).
//
//     const Options options(rows, {.name = "CORPUS", .least = 1, .most = 1}, argc, argv);
//     const std::int64_t arity = options.integer("max-arity", 0, 20);
//     const bool quiet = options.flag("quiet");
//     const std::string corpus = options.positional().front();
//
// Understood are `--name value`, `--name=value`, `-a value`, `-avalue`, flags run together (`-qv`),
// `--` before arguments that begin with a dash, and a lone `-` as an argument. Names are never
// completed from their beginning. A value may begin with a dash, unless it is an option of the
// table.
//
// What the user got wrong is an InputError with the whole complaint; asking for an option that is
// not in the table, or as something else than it is, is the program's fault and a std::logic_error.

#include "support/cli/decimal.hpp"
#include "support/cli/option_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch {

class Options {
public:
    // The table must outlive the object. Too few arguments are no error where a flag called "help"
    // or "version" is given.
    Options(std::span<const OptionRow> table, const PositionalArguments& arguments, int argc,
            const char* const* argv);

    bool flag(std::string_view name) const;
    bool given(std::string_view name) const;

    // The value given, else the default. It is optional where it is neither given nor has a
    // default; a repeatable option has several.
    std::string text(std::string_view name) const;
    std::optional<std::string> optional_text(std::string_view name) const;
    std::vector<std::string> texts(std::string_view name) const;

    // Numbers of an option that is given or has a default; ask given() first about others. Limits
    // are inclusive.
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most) const;
    Decimal decimal(std::string_view name, std::int64_t least, std::int64_t most) const;
    double real(std::string_view name, double least, double most) const; // 1e-3 and the like, too
    double seconds(std::string_view name) const;                         // finite, not negative

    const std::vector<std::string>& positional() const { return positional_; }

private:
    void check_count(const PositionalArguments& arguments) const;
    bool asks_about_program() const;
    std::size_t row_of(std::string_view name) const;
    std::size_t value_row_of(std::string_view name) const;
    std::string number_text(std::string_view name) const;
    std::optional<double> finite(std::string_view name) const;

    std::span<const OptionRow> table_;
    // By row of the table; a flag that is given has one empty value.
    std::vector<std::vector<std::string>> values_;
    std::vector<std::string> positional_;
};

} // namespace rasp_stitch
