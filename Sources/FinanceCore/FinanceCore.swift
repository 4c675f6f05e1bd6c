import GRDB
import GRDBSQLite
import Crypto
