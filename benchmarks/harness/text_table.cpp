#include "benchmarks/harness/text_table.hpp"

#include "support/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::benchmarks {

TextTable::TextTable(TableRow head) : rows_({std::move(head)}) {}

void TextTable::add_row(TableRow row) {
    rows_.push_back(std::move(row));
}

std::size_t TextTable::width(std::size_t column) const {
    std::size_t most = 0;
    for (const TableRow& row : rows_) {
        most = std::max(most, count_characters(row[column]));
    }
    return most;
}

std::string TextTable::plain() const {
    std::string text;
    for (const TableRow& row : rows_) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string blanks(width(column) - count_characters(row[column]), ' ');
            line += column == 0 ? row[column] + blanks : "  " + blanks + row[column];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string TextTable::markdown() const {
    std::string text;
    const auto add_line = [&](const TableRow& row) {
        text += "|";
        for (const std::string& cell : row) {
            text += " " + cell + " |";
        }
        text += "\n";
    };
    for (const TableRow& row : rows_) {
        add_line(row);
        if (&row == &rows_.front()) {
            TableRow rule(row.size(), "---:");
            rule.front() = "---";
            add_line(rule);
        }
    }
    return text;
}

} // namespace rasp_stitch::benchmarks
