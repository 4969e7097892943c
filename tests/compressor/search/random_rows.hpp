#pragma once

// Programs that are hard to search: rows of random words, of which every few agree in many places.
//
//     random_rows(300, 80, 2).front() == "(f a b b a ...)" // 80 words, each a or b
//
// With two words, hundreds of rows and an arity of 12 the search takes longer than anyone waits.

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace rasp_stitch {

inline std::vector<std::string> random_rows(std::size_t rows, std::size_t length, unsigned words) {
    std::mt19937 random(1);
    std::vector<std::string> programs;
    for (std::size_t row = 0; row < rows; ++row) {
        std::string text = "(f";
        for (std::size_t i = 0; i < length; ++i) {
            text += ' ';
            text += static_cast<char>('a' + random() % words);
        }
        programs.push_back(text + ')');
    }
    return programs;
}

} // namespace rasp_stitch
