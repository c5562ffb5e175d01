"""Where people ask for help: the farmer's own application, a cadre's report, the hotline."""
