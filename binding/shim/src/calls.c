#include "calls.h"

#include "codes.h"
#include "config.h"
#include "platform.h"
#include "record.h"
#include "simulate.h"

uint32_t perform_call(enum function_number number, const union call_argument *arguments) {
  struct platform_errors errors;
  platform_save_errors(&errors);
  const struct configuration *settings = configuration();
  uint32_t code = CODE_COULD_NOT_CONNECT;
  switch (settings->mode) {
    case MODE_SIMULATE:
      code = simulate_call(settings, number, arguments);
      break;
    case MODE_RECORD:
      code = record_call(settings, number, arguments, &errors);
      break;
    case MODE_OFF:
    default:
      clear_bytes_read(number, arguments);
      break;
  }
  platform_restore_errors(&errors);
  return code;
}
