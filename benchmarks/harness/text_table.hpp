#pragma once

// Formats a table as aligned text or in Markdown.
//
//     TextTable table({"corpus", "time"});
//     table.add_row({"rasp.json", "0.05"});
//     table.plain()     // "corpus     time\nrasp.json  0.05\n"
//     table.markdown()  // "| corpus | time |\n| --- | ---: |\n| rasp.json | 0.05 |\n"

#include <cstddef>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

using TableRow = std::vector<std::string>;

class TextTable {
public:
    // The first column is aligned to the left, the others to the right.
    explicit TextTable(TableRow head);

    // The row must have as many cells as the head.
    void add_row(TableRow row);

    std::string plain() const;
    std::string markdown() const;

private:
    std::size_t width(std::size_t column) const;

    std::vector<TableRow> rows_; // the first is the head
};

} // namespace rasp_stitch::benchmarks
