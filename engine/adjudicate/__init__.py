"""What the fund bears: coverage, deductible, co-insurance, ceiling. Pure; every stage returns its amounts with their reasons."""
