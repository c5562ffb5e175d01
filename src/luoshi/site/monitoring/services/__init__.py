"""What others may call of monitoring: rounds of screening, leads published and kept."""
