import AsyncHTTPClient
import ServiceLifecycle
import Logging
import Metrics
