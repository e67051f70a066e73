"""The words everything else is said in: tables, units, money, periods, problems, answers."""
