#pragma once

// How many keys each row of a selector selects, if every key is selected independently.
//
//     const NoneAndOne counts = none_and_one(selector); // b queries
//     distribution_of_count(selector)                   // b queries keys + 1
//
// Both go from key to key with products and sums only, forwards and backwards: they are exact for 0
// and 1, and no division is spoilt by a 0. As loops of their own they take a tenth of the time that
// the operations on tensors would take, which for selectors of this size is all overhead.

#include <ATen/core/Tensor.h>

namespace rasp_stitch::recognition {

struct NoneAndOne {
    at::Tensor none; // the probability that no key is selected
    at::Tensor one;  // that exactly one is
};

NoneAndOne none_and_one(const at::Tensor& selector);

// The Poisson binomial distribution of each row.
at::Tensor distribution_of_count(const at::Tensor& selector);

} // namespace rasp_stitch::recognition
