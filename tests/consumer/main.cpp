#include <lambda/parse.hpp>
#include <lambda/print.hpp>

#include <iostream>

int main() {
    rasp_stitch::lambda::TermStore store;
    const auto term = rasp_stitch::lambda::parse(store, "(f (lambda $0))");
    std::cout << rasp_stitch::lambda::print(store, term) << '\n';
}
