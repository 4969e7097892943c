#pragma once

// Answers the messages of DreamCoder's driver (Ellis et al. 2021; github.com/ellisk42/ec).

#include "integration/dreamcoder/compression_reply.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "integration/dreamcoder/helmholtz_messages.hpp"
#include "integration/dreamcoder/solver.hpp"
#include "integration/dreamcoder/solver_reply.hpp"
#include "integration/dreamcoder/solver_request.hpp"
