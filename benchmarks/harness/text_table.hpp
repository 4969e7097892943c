#pragma once

// A table as text, aligned for the eye or in Markdown.
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
    // The first column stands left, the others right.
    explicit TextTable(TableRow head);

    // Of as many cells as the head.
    void add_row(TableRow row);

    std::string plain() const;
    std::string markdown() const;

private:
    std::size_t width(std::size_t column) const;

    std::vector<TableRow> rows_; // the head is the first
};

} // namespace rasp_stitch::benchmarks
